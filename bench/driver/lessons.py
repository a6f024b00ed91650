"""The lessons a run feeds into the hub."""

import json
import time

PARTICIPANTS = 11


def lesson(lesson_id, hours_ahead=24):
    start = time.time() + hours_ahead * 3600
    people = [{"id": "t-1", "name": "Anna Petrova", "role": "teacher", "email": "t1@school.example"}]
    for i in range(1, PARTICIPANTS):
        student = {"id": f"s-{i}", "name": f"Student Number {i}", "role": "student", "email": f"s{i}@school.example"}
        people.append(student)
    return {
        "id": lesson_id, "source": "bench", "title": f"Algebra {lesson_id}", "type": "lesson",
        "startsAt": _instant(start), "endsAt": _instant(start + 45 * 60),
        "course": {"id": "c-1", "name": "Algebra"}, "group": {"id": "g-1", "name": "7B"},
        "participants": people,
    }


def _instant(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(seconds))


def bulk(prefix, count, hours_ahead=24, size=500):
    """Request bodies of at most `size` lessons each; ids are new in every run."""
    for first in range(0, count, size):
        group = range(first, min(first + size, count))
        yield json.dumps([lesson(f"{prefix}-{i}", hours_ahead) for i in group])
