package org.convene.sandbox.mx;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import org.convene.sandbox.stage.Conversations;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Listener;
import org.convene.sandbox.stage.RequestLog;
import org.convene.sandbox.stage.Sandbox;
import org.convene.sandbox.stage.StateFile;

/**
 * MX Proxy 2.3 in a box, with a phone system behind it and one user: a stateful stand-in for the vendor's API, and a back
 * office to set the scene. It behaves as mx-proxy.md A1 to A3 says; where that is silent it takes the harder case for a
 * caller and says so where that is decided. Pushes are not sent, and the port of administrators does not exist.
 */
public final class MxSandbox implements Sandbox {

    private final Vertx vertx;
    private final MxSettings settings;
    private final Clock clock;
    private final Listener listener;
    private StateFile<Snapshot> stateFile;

    public MxSandbox(Vertx vertx, MxSettings settings) {
        this(vertx, settings, Clock.systemUTC());
    }

    /** @param clock decides when tokens and keys end, when a lost phone system is found, and when calls were */
    public MxSandbox(Vertx vertx, MxSettings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.listener = new Listener(vertx, settings.host(), settings.port()).compressed();
    }

    @Override
    public String vendor() {
        return "MX Proxy";
    }

    @Override
    public Future<Integer> start() {
        return listener.open(this::mount);
    }

    @Override
    public String url() {
        return listener.url();
    }

    @Override
    public Future<Void> close() {
        return listener.close().eventually(() -> stateFile == null ? Future.succeededFuture() : stateFile.close());
    }

    private void mount(Router router) {
        Mx mx = mx();
        Proxy proxy = new Proxy(clock, mx, settings.login());
        FaultScript faults = new FaultScript();
        RequestLog log = new RequestLog();
        Switchboard switchboard = new Switchboard(mx);
        Applications applications = new Applications(settings.clientId(), settings.clientSecret());
        new BackOffice(vertx, mx, proxy, switchboard, faults, log).mount(router);
        MxApi api = new MxApi(
                vertx,
                mx,
                new Conversations(vertx, clock, settings.delay(), faults, log, Refusal::error),
                new Doorkeeper(proxy));
        api.account(new AccountOperations(mx, proxy, applications, settings));
        api.directory(new DirectoryOperations(mx));
        api.calls(new CallLogOperations(mx), new CallOperations(mx, proxy, switchboard));
        api.voicemails(new VoicemailOperations(mx, proxy));
        api.conferences(new ConferenceOperations(mx));
        api.pushes(new PushOperations(mx));
        api.debug(new DebugLog(applications, log));
        api.mount(router);
    }

    private Mx mx() {
        Snapshot first = Samples.first(clock.instant());
        if (settings.stateFile() == null) {
            return new Mx(clock, first, () -> {});
        }
        Mx[] mx = new Mx[1];
        Snapshot before = StateFile.load(settings.stateFile(), Snapshot.class, first);
        stateFile = new StateFile<>(vertx, settings.stateFile(), () -> mx[0].snapshot());
        mx[0] = new Mx(clock, before, stateFile::changed);
        return mx[0];
    }
}
