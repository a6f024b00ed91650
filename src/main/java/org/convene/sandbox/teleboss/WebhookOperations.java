package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.convene.sandbox.stage.Answer;

/**
 * The one webhook of a space: create, read, update, delete and a new secret (teleboss.md D1, D2.4). The vendor does not
 * say what a second create does; here it is refused with 409, the harder case for a caller.
 */
final class WebhookOperations {

    private final World world;
    private final Ids ids;
    private final int createStatus;

    WebhookOperations(World world, Ids ids, int createStatus) {
        this.world = world;
        this.ids = ids;
        this.createStatus = createStatus;
    }

    Answer create(Heard heard) {
        heard.mustBeUser();
        Space space = SpaceOperations.known(world, heard);
        Fields fields = heard.jsonOfAnyType();
        String url = fields.httpUrl("url");
        fields.check();
        if (world.webhook(space.id()).isPresent()) {
            throw new Refusal(409, "webhook_already_exists", "Вебхук для группы уже создан");
        }
        return Answer.json(createStatus, withSecret(world.putWebhook(space.id(), url, ids.secret(), true)));
    }

    Answer read(Heard heard) {
        heard.mustBeUser();
        return Answer.json(200, withoutSecret(known(heard)));
    }

    Answer update(Heard heard) {
        heard.mustBeUser();
        Webhook webhook = known(heard);
        Fields fields = heard.jsonOfAnyType();
        String url = fields.httpUrl("url");
        boolean isActive = fields.flag("isActive", webhook.isActive());
        fields.check();
        return Answer.json(200, withoutSecret(world.putWebhook(webhook.spaceId(), url, webhook.secret(), isActive)));
    }

    Answer delete(Heard heard) {
        heard.mustBeUser();
        world.deleteWebhook(known(heard).spaceId());
        return Answer.empty(204);
    }

    Answer refreshSecret(Heard heard) {
        heard.mustBeUser();
        Webhook webhook = known(heard);
        return Answer.json(
                200, withSecret(world.putWebhook(webhook.spaceId(), webhook.url(), ids.secret(), webhook.isActive())));
    }

    private Webhook known(Heard heard) {
        Space space = SpaceOperations.known(world, heard);
        return world.webhook(space.id()).orElseThrow(() -> Refusal.notFound("webhook_not_found", "Вебхук не найден"));
    }

    private static ObjectNode withSecret(Webhook webhook) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", webhook.url())
                .put("secret", webhook.secret())
                .put("isActive", webhook.isActive());
    }

    private static ObjectNode withoutSecret(Webhook webhook) {
        return JsonNodeFactory.instance.objectNode().put("url", webhook.url()).put("isActive", webhook.isActive());
    }
}
