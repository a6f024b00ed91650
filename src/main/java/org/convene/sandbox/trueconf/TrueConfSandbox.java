package org.convene.sandbox.trueconf;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Conversations;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Listener;
import org.convene.sandbox.stage.RequestLog;
import org.convene.sandbox.stage.RoomTerminals;
import org.convene.sandbox.stage.Sandbox;
import org.convene.sandbox.stage.StateFile;

/**
 * TrueConf Server in a box: a stateful stand-in for version 3 of the vendor's API, the pages of its conferences, and
 * a back office to set the scene. It behaves as trueconf-server.md B1 to B5 says; where that is silent it takes the
 * harder case for a caller and says so where that is decided. Conferences start and stop only when told to.
 */
public final class TrueConfSandbox implements Sandbox {

    private final Vertx vertx;
    private final TrueConfSettings settings;
    private final Clock clock;
    private final RoomTerminals rooms;
    private final Listener listener;
    private StateFile<Snapshot> stateFile;

    public TrueConfSandbox(Vertx vertx, TrueConfSettings settings) {
        this(vertx, settings, Clock.systemUTC(), RoomTerminals.NONE);
    }

    /**
     * @param clock decides when tokens end
     * @param rooms terminals that are signed in at this server; an invitation rings there, and others come at once
     */
    public TrueConfSandbox(Vertx vertx, TrueConfSettings settings, Clock clock, RoomTerminals rooms) {
        this.rooms = rooms;
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.listener = new Listener(vertx, settings.host(), settings.port());
    }

    @Override
    public String vendor() {
        return "TrueConf Server";
    }

    @Override
    public Future<Integer> start() {
        return listener.open(this::mount);
    }

    /** The address of the server, without {@code /api} and {@code /oauth2}; null before the start. */
    @Override
    public String url() {
        return listener.url();
    }

    @Override
    public Future<Void> close() {
        return listener.close().eventually(() -> stateFile == null ? Future.succeededFuture() : stateFile.close());
    }

    private void mount(Router router) {
        World world = world();
        FaultScript faults = new FaultScript();
        RequestLog log = new RequestLog();
        People people = new People(world, settings.serverName());
        ConferenceView view = new ConferenceView(people, this::publicUrl);
        new BackOffice(vertx, clock, world, faults, log, people, view).mount(router);
        TrueConfApi api = new TrueConfApi(
                router,
                new Conversations(vertx, clock, settings.delay(), faults, log, TrueConfSandbox::fault),
                new Doorkeeper(world, settings.secretKey()));
        api.open(
                new TokenOperations(world, settings.clientId(), settings.clientSecret()),
                new ServerOperations(settings.serverName(), this::publicUrl),
                new ConferencePage(world));
        api.conferences(new ConferenceOperations(world, new ConferenceFields(world, people), view));
        api.participants(new ParticipantOperations(world, people));
        api.invitations(new InvitationOperations(world, people));
        api.users(new UserOperations(world, people));
        api.accounts(new AccountOperations(world, people));
        api.nothingElse();
    }

    private static Answer fault(int status) {
        return Refusal.error(
                status, List.of(new Trouble("sandboxFault", "The fault script of the sandbox says so.", null, null)));
    }

    private World world() {
        Ids ids = new Ids();
        if (settings.stateFile() == null) {
            return new World(clock, ids, rooms, Snapshot.first(), () -> {});
        }
        World[] world = new World[1];
        Snapshot before = StateFile.load(settings.stateFile(), Snapshot.class, Snapshot.first());
        stateFile = new StateFile<>(vertx, settings.stateFile(), () -> world[0].snapshot());
        world[0] = new World(clock, ids, rooms, before, stateFile::changed);
        return world[0];
    }

    private String publicUrl() {
        return settings.publicUrl() == null ? url() : settings.publicUrl();
    }
}
