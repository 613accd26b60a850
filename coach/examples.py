"""Lines that show how each command is used, for its help; it must not know what a command does."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "coach": ("coach", "coach play", "coach help routine"),
    "coach play": ("coach play first-weeks", "coach play --plain --words brief", "coach play --speed 20"),
    "coach today": ("coach today", "coach today --before 3 --why", "coach today --line", "coach today --json"),
    "coach remind": (
        "coach remind --install",
        "coach remind --install --at 18:00 desk-break",
        "coach remind --status",
        "coach remind --ics -o rounds.ics",
    ),
    "coach screen": ("coach screen", "coach screen --answers answers.toml"),
    "coach check": ("coach check", "coach check evening.toml --format compact", "coach check - < evening.toml"),
    "coach timeline": ("coach timeline first-weeks", "coach timeline evening.toml --json"),
    "coach render": ("coach render first-weeks -o session.mp3 --captions session.vtt",),
    "coach handout": (
        "coach handout first-weeks -o first-weeks.pdf",
        "coach handout evening -o evening.html --paper letter",
    ),
    "coach new": (
        "coach new evening --minutes 15 --days mon,wed,fri --like stretch",
        "coach new --with cat_cow --without plank --dry-run",
        "coach new --from annas.toml",
        "coach new exercise calf_stretch",
    ),
    "coach convert": ("coach convert evening -o evening-2.toml",),
    "coach schema": ("coach schema -o routine.schema.json", "coach schema settings"),
    "coach log": ("coach log", "coach log --json", "coach log edit 12 --after 3", "coach log --restore"),
    "coach log add": (
        "coach log add --routine first-weeks --at 2026-11-20T07:30 --before 3 --after 2",
        "coach log add --routine evening --at 2026-11-20T18:00 --done bird_dog=6,clamshell=0",
    ),
    "coach log edit": ("coach log edit 12 --after 3", "coach log edit 12 --note none"),
    "coach log delete": ("coach log delete 12",),
    "coach log restore": ("coach log restore 12",),
    "coach log walk": ("coach log walk 20", "coach log walk 45 --at 2026-11-20T17:30"),
    "coach log did": ("coach log did gardening 30", 'coach log did "ride to work" 25 --date 2026-11-20'),
    "coach log week": (
        "coach log week",
        'coach log week --things "tie my shoes" "carry shopping" "sit through a film"',
        "coach log week --rate 4 6 3",
    ),
    "coach log morning": ("coach log morning --date 2026-11-21 2",),
    "coach export": ("coach export --format json -o log.json", "coach export --format csv"),
    "coach import": ("coach import log.json",),
    "coach report": (
        "coach report --weeks 6 -o report.pdf",
        "coach report -o report.html --paper letter",
        "coach report --format fhir -o report.json",
    ),
    "coach doctor": ("coach doctor", "coach doctor --json"),
    "coach show": ("coach show bird-dog", "coach show", "coach show plank --json"),
    "coach rules": ("coach rules",),
    "coach about": ("coach about",),
    "coach listen": ("coach listen --learn", "coach listen --file words.wav --context rating"),
    "coach voices": ("coach voices", 'coach voices --voice en-gb --say "Next: clamshell."'),
    "coach help": ("coach help", "coach help routine"),
    "coach completion": ("coach completion bash > ~/.local/share/bash-completion/completions/coach",),
}


def of(prog: str) -> str:
    """The lines for a command by its whole name, such as "coach play", under their title; "" without any."""
    lines = EXAMPLES.get(prog, ())
    return "\nexamples:\n" + "".join(f"  {line}\n" for line in lines) if lines else ""
