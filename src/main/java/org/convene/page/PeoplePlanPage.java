package org.convene.page;

import io.quarkus.qute.TemplateData;
import java.util.List;
import org.convene.people.directory.ChangeStatements.Kept;
import org.convene.people.directory.RecordChange.What;

/**
 * What {@code people-plan.html} shows: what a reading of a source would change, or changed.
 *
 * @param more       that there are more changes than are shown
 * @param decideHere whether it waits for somebody, and who looks may decide
 */
@TemplateData
public record PeoplePlanPage(PlanLine plan, List<Item> items, boolean more, boolean decideHere) {

    @TemplateData
    public record Item(
            String name, String key, String what, String tone, String why, List<PlanPage.Difference> differences) {}

    static PeoplePlanPage of(PlanLine plan, List<Kept> changes, boolean more, boolean decideHere) {
        return new PeoplePlanPage(
                plan, changes.stream().map(PeoplePlanPage::item).toList(), more, decideHere);
    }

    private static Item item(Kept kept) {
        What what = kept.change().what();
        return new Item(
                kept.change().name(),
                kept.change().key().key(),
                what.word(),
                switch (what) {
                    case JOIN, LINK, RETURN -> "ready";
                    case LEAVE -> "failed";
                    case CHANGE, UNCLEAR -> "pending";
                },
                kept.change().why(),
                PersonPage.differences(kept));
    }
}
