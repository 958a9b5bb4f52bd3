# Sourced: apt_install PACKAGE... installs Debian packages as root or through sudo; fails where there is no apt.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || { echo "root or sudo is needed to install: $*" >&2; return 1; }
        as_root=sudo
    fi
    echo "installing: $*" >&2
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
