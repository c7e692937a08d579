using Microsoft.Extensions.Options;

namespace Pirros.Admin.Downstream;

internal static class DownstreamExtensions
{
    /// <summary>Subscribers and their events.</summary>
    /// <param name="services">The services.</param>
    /// <param name="development">Whether webhooks and whatever else people name may go to this machine, over http too.</param>
    /// <param name="delivers">Whether this process delivers; a command does not.</param>
    public static IServiceCollection AddDownstream(this IServiceCollection services, bool development, bool delivers)
    {
        services.AddOptions<DownstreamOptions>().BindConfiguration(DownstreamOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DownstreamOptions>, ValidateDownstreamOptions>();
        services.AddSingleton(provider => new OutboundAddress(provider.GetRequiredService<IOptions<DownstreamOptions>>().Value.Networks().Select(one => one.Network).OfType<System.Net.IPNetwork>(), development));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<DownstreamFeed>();
        services.AddSingleton<SubscriberService>();
        services.AddSingleton<DownstreamMetrics>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<ReceiptRelay>();
        services.AddSingleton<DeliveryTools>();
        services.AddSingleton<EventsReading>();
        services.AddSingleton<DownstreamWorker>();
        return delivers ? services.AddHostedService(provider => provider.GetRequiredService<DownstreamWorker>()) : services;
    }

    /// <summary>The events API, for whoever has a key.</summary>
    public static WebApplication MapEvents(this WebApplication app)
    {
        var endpoint = ActivatorUtilities.CreateInstance<EventsEndpoint>(app.Services);
        app.MapGet("/events/v1/events", (HttpContext http) => endpoint.AnswerAsync(http)).AllowAnonymous();
        return app;
    }
}
