#!/usr/bin/env bash
# 制作离线安装包：程序、全部Python组件（wheelhouse）、网页组件。在能访问组件源的机器上、本项目的检出目录中运行。
# 用法：deploy/bundle.sh [输出文件] [pip download的参数，例如目标机器的--platform …]
# 目标机器解压后运行：PIP_NO_INDEX=1 PIP_FIND_LINKS=$PWD/wheelhouse python3 manage.py up
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
output=$(realpath -m "${1:-var/talentbase-$version-offline.tar.gz}")
shift || true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
house=$work/talentbase-$version
mkdir -p "$house/wheelhouse" "$house/var" "$(dirname "$output")"

git archive HEAD | tar -x -C "$house"
python3 manage.py collectstatic --noinput --verbosity 0

.venv/bin/python -m pip download --disable-pip-version-check --quiet --require-hashes \
    --requirement requirements.lock --dest "$house/wheelhouse" "$@"

# only the files that the browser gets, and the stamp that says they are there
.venv/bin/python -c 'from talentbase.web.finders import VENDOR_FILES; print(*VENDOR_FILES.values(), sep="\n")' |
    while read -r file; do
        mkdir -p "$house/node_modules/$(dirname "$file")"
        cp "node_modules/$file" "$house/node_modules/$file"
        cp -n "node_modules/${file%%/*}"/LICENSE* "$house/node_modules/${file%%/*}/"
    done
cp var/assets.stamp "$house/var/"

tar -czf "$output" -C "$work" "talentbase-$version"
sha256sum "$output" >"$output.sha256"
echo "$output"
