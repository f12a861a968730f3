#!/usr/bin/env bash
# Makes the two pictures in the README from a report of the packed jar. Needs chromium; pngquant makes them smaller.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
java --enable-preview -jar target/showcase.jar report -o "$folder/showcase.html" semaphore event kill-children

picture() { # FILE WIDTH HEIGHT ANCHOR [OPTION…]
  chromium --headless --disable-gpu --no-first-run ${NO_SANDBOX:+--no-sandbox} --hide-scrollbars \
    --user-data-dir="$folder/profile" --force-device-scale-factor=1 --window-size="$2,$3" "${@:5}" \
    --screenshot="$folder/picture.png" "file://$folder/showcase.html#$4" 2>/dev/null
  if command -v pngquant >/dev/null; then
    pngquant --force --strip --output "$folder/picture.png" "$folder/picture.png"
  fi
  mv "$folder/picture.png" "docs/$1"
  du -k "docs/$1"
}
[ "$(id -u)" = 0 ] && NO_SANDBOX=1 # Chromium refuses to start as root with one

picture report-light.png 1280 900 semaphore
picture report-dark.png 1280 900 semaphore --blink-settings=preferredColorScheme=0
