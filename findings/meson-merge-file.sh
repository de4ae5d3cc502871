#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Meson 1.0.1 (Debian 12): a target of i18n.merge_file () does not depend on the catalogues it reads. The
# guess was that a changed .po file has it made again, as it has the .mo file of i18n.gettext (); ninja
# makes only that one, and the merged file keeps the old translation until its template changes.
# A custom_target () that calls msgfmt with the catalogue in depend_files is made again.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq -o APT::Sandbox::User=root download meson=1.0.1-5 ninja-build=1.11.1-2~deb12u1 gettext=0.21-12
for package in *.deb; do dpkg-deb -x "$package" root; done
lib=$(dirname "$(find "$work/root" -name 'libgettextlib*.so' | head -1)")
export PATH="$work/root/usr/bin:$PATH" LD_LIBRARY_PATH="$lib" PYTHONPATH="$work/root/usr/lib/python3/dist-packages"
meson="/usr/bin/python3 $work/root/usr/share/meson/meson"
[ -f "$work/root/usr/share/meson/meson" ] || meson="/usr/bin/python3 $work/root/usr/bin/meson"

mkdir -p project/po
cd project
cat > meson.build <<'EOF'
project('merge')
i18n = import('i18n')
subdir('po')
i18n.merge_file(input: 'a.desktop.in', output: 'merged.desktop', type: 'desktop', po_dir: 'po',
                install: true, install_dir: 'share')
custom_target(input: 'a.desktop.in', output: 'own.desktop', depend_files: files('po/de.po'),
              command: [find_program('msgfmt'), '--desktop', '--template=@INPUT@', '-d',
                        meson.current_source_dir() / 'po', '-o', '@OUTPUT@'],
              install: true, install_dir: 'share')
EOF
echo "i18n.gettext('merge')" > po/meson.build
echo de > po/LINGUAS
: > po/POTFILES
printf '[Desktop Entry]\nType=Application\nExec=a\nName=Window\n' > a.desktop.in
catalogue () {
  printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Window"\nmsgstr "%s"\n' "$1" > po/de.po
}

catalogue Fenster
$meson setup build >/dev/null
ninja -C build >/dev/null
sleep 1.1
catalogue Scheibe
ninja -C build >/dev/null
merged=$(grep '^Name\[de\]' build/merged.desktop)
own=$(grep '^Name\[de\]' build/own.desktop)
echo "meson $($meson --version): merge_file has $merged, custom_target has $own"
[ "$merged" = "Name[de]=Fenster" ] && [ "$own" = "Name[de]=Scheibe" ]
