package org.convene.people.view;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.convene.people.KnownPerson;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;

/** Everybody whom a search finds, read a page at a time: no connection is held in between, and few are in memory. */
final class EachPerson implements Iterator<KnownPerson> {
    private static final int AT_ONCE = 500;

    /** The ledger went away in the midst of it. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Interrupted(SQLException cause) {
            super(cause);
        }
    }

    private final KnownPeople people;
    private Search search;
    private Iterator<KnownPerson> page = List.<KnownPerson>of().iterator();
    private boolean wasLast;

    EachPerson(KnownPeople people, Search search) {
        this.people = people;
        this.search = new Search(search.text(), search.active(), search.after(), AT_ONCE);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !wasLast) {
            turn();
        }
        return page.hasNext();
    }

    @Override
    public KnownPerson next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private void turn() {
        try {
            List<KnownPerson> found = people.find(search);
            wasLast = found.size() < AT_ONCE;
            if (!found.isEmpty()) {
                String last = found.get(found.size() - 1).id();
                search = new Search(search.text(), search.active(), last, AT_ONCE);
            }
            page = found.iterator();
        } catch (SQLException away) {
            throw new Interrupted(away);
        }
    }
}
