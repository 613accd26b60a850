"""A timer in a real user manager of systemd, in a small world of its own: switched on, rung by hand, taken out.

It needs the right to make such a world (root, and `unshare`), and is skipped without it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, screened

MANAGER = Path("/lib/systemd/systemd")
# Its own /run, processes and control groups, so that nothing of the computer's own systemd is touched.
WORLD = """
set -e
mount -t tmpfs tmpfs /run || exit 77
mkdir -p /run/systemd/system /run/user && chmod 700 /run/user
mount -t tmpfs tmpfs /sys/fs/cgroup || exit 77
mount -t cgroup2 cgroup2 /sys/fs/cgroup || exit 77
export XDG_RUNTIME_DIR=/run/user
{manager} --user >/run/manager 2>&1 &
tries=0
until systemctl --user is-system-running >/dev/null 2>&1; do
  tries=$((tries + 1)); [ $tries -lt 300 ] || {{ cat /run/manager; exit 77; }}
  sleep 0.1
done
set +e
coach="{python} -P -m coach"
show() {{ systemctl --user show "$1" -p "$2" --value; }}
$coach remind --install --at 00:00 || exit
echo "state: $(show backcoach-remind.timer ActiveState)"
systemctl --user start backcoach-remind.service 2>/dev/null
echo "home: $(show backcoach-remind.service Environment)"
echo "code: $(show backcoach-remind.service ExecMainStatus)"
$coach remind --status
systemctl --user stop backcoach-remind.timer
$coach remind --status
$coach remind --remove
echo "load: $(show backcoach-remind.timer LoadState)"
"""


@pytest.fixture
def world() -> list[str]:
    """How a program is started in a world of its own."""
    if not MANAGER.exists() or shutil.which("unshare") is None:
        pytest.skip("needs systemd and unshare")
    way = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child", "bash", "-c"]
    tried = subprocess.run([*way, "mount -t tmpfs tmpfs /run"], capture_output=True, check=False)
    if tried.returncode != 0:
        pytest.skip("needs the right to mount (root)")
    return way


def test_it_is_switched_on_and_rings_and_is_gone(world: list[str], tmp_path: Path) -> None:
    home = tmp_path / 'a 100% $HOME "home"'
    home.mkdir()
    screened(home)
    script = WORLD.format(manager=MANAGER, python=sys.executable)
    config = tmp_path / "config"
    here = {"COACH_HOME": home, "HOME": tmp_path, "XDG_CONFIG_HOME": config, "PYTHONPATH": ROOT}
    done = subprocess.run(
        [*world, script],
        env={**os.environ, **{name: str(path) for name, path in here.items()}},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode == 77:
        pytest.skip(f"no user manager here: {done.stdout[-200:]}")
    out = done.stdout
    assert done.stderr == ""
    assert "state: active\n" in out
    assert "It is installed, but switched off." in out
    assert out.count("\nNext: ") == 2
    escaped = str(home).replace('"', '\\"').replace("$", "\\$")
    assert f'home: "COACH_HOME={escaped}"\n' in out
    assert "code: 1\n" in out or "code: 0\n" in out  # Late in the evening nothing is said.
    assert out.endswith("No reminders any more.\nload: not-found\n")
