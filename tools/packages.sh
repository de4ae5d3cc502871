# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by ./run and ./check: ensure_packages NAME… installs what is missing on Debian and its relatives.

build_packages='gcc libc6-dev pkg-config meson ninja-build gettext libgtk-3-dev libgtk-3-bin libelf-dev
  libjson-glib-dev desktop-file-utils appstream shared-mime-info librsvg2-common adwaita-icon-theme fonts-dejavu-core'
test_packages='xvfb xauth dbus at-spi2-core libatspi2.0-dev libxml2-utils binutils fonts-wqy-microhei xdotool
  imagemagick poppler-utils clang libclang-rt-14-dev'

missing_packages () {
  for package in "$@"; do
    case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

# Runs a command as root, by whatever there is.
as_root () {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  elif command -v doas >/dev/null 2>&1; then doas "$@"
  else
    echo "Neither sudo nor doas is here to run: $*" >&2
    return 1
  fi
}

ensure_packages () {
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    # Another system: its packages have other names. Said once, then tried with what is there.
    if ! command -v meson >/dev/null 2>&1 || ! pkg-config --exists gtk+-3.0 libelf json-glib-1.0 2>/dev/null; then
      echo "Not a Debian system. Wanted, by their Debian names:" $*
    fi
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  echo "To be installed: $missing"
  # shellcheck disable=SC2086
  if as_root apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 update &&
     as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 \
       install -y --no-install-recommends $missing; then
    return 0
  fi
  echo "They could not be installed; going on with what is there." >&2
}
