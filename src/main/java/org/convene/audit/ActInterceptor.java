package org.convene.audit;

import jakarta.inject.Singleton;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Lets whatever a step of a route calls ask {@link Act#now()}. */
@Singleton
class ActInterceptor implements CamelContextCustomizer, InterceptStrategy {
    private final ChangingRequests requests;
    private final VendorCommands commands;

    ActInterceptor(ChangingRequests requests, VendorCommands commands) {
        this.requests = requests;
        this.commands = commands;
    }

    @Override
    public void configure(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(this);
        context.addRoutePolicyFactory(requests);
        context.addRoutePolicyFactory(commands);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Exchange before = Act.begin(exchange);
                try {
                    return super.process(exchange, callback);
                } finally {
                    Act.end(before);
                }
            }
        };
    }
}
