using Microsoft.Extensions.Options;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>What every run delivers with.</summary>
internal sealed partial class DeliveryTools(
    IDeliveryStore deliveries, WebhookSender sender, ISecretBox secrets, ReceiptRelay receipts, DownstreamFeed feed, DownstreamMetrics metrics, IOptions<DownstreamOptions> options, TimeProvider clock, ILogger<DeliveryTools> log)
{
    public IDeliveryStore Deliveries => deliveries;

    public WebhookSender Sender => sender;

    public ISecretBox Secrets => secrets;

    public ReceiptRelay Receipts => receipts;

    public DownstreamFeed Feed => feed;

    public DownstreamMetrics Metrics => metrics;

    public TimeProvider Clock => clock;

    public int AtOnce => options.Value.AtOnce;

    [LoggerMessage(LogLevel.Warning, "The webhooks of subscriber {Subscriber} of {Tenant} are paused: {Reason}. Whoever runs the endpoint must be told; resume it on the tenant's page Events.")]
    public partial void Paused(TenantId tenant, Guid subscriber, PauseReason reason);

    [LoggerMessage(LogLevel.Warning, "A delivery to subscriber {Subscriber} could not be noted; it is sent again")]
    public partial void Failed(Exception error, Guid subscriber);
}
