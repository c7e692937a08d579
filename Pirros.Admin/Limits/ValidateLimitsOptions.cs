using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Limits;

/// <summary>Refuses limits that let nothing through, or that limit nothing.</summary>
internal sealed class ValidateLimitsOptions : IValidateOptions<LimitsOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitsOptions options)
    {
        (string Key, int Value, int Least, int Most)[] ranges =
        [
            (nameof(options.RequestsPerSecond), options.RequestsPerSecond, 1, 1_000_000),
            (nameof(options.Burst), options.Burst, 1, 10_000_000),
            (nameof(options.TenantRequestsPerSecond), options.TenantRequestsPerSecond, 1, 1_000_000),
            (nameof(options.TenantBurst), options.TenantBurst, 1, 10_000_000),
            (nameof(options.TenantRequestsAtOnce), options.TenantRequestsAtOnce, 1, 1_000),
            (nameof(options.TenantLongRequestsAtOnce), options.TenantLongRequestsAtOnce ?? 1, 1, 1_000),
            (nameof(options.TenantRequestsWaiting), options.TenantRequestsWaiting, 0, 10_000),
            (nameof(options.WrongTokensPerMinute), options.WrongTokensPerMinute, 1, 10_000),
            (nameof(options.WrongTokensPerMinuteOfNetwork), options.WrongTokensPerMinuteOfNetwork, 1, 100_000),
            (nameof(options.SlowestBytesPerSecond), options.SlowestBytesPerSecond, 1, 10_000_000),
            (nameof(options.SlowSeconds), options.SlowSeconds, 2, 300),
            (nameof(options.HeaderSeconds), options.HeaderSeconds, 2, 300),
        ];
        var wrong = ranges
            .Where(range => range.Value < range.Least || range.Value > range.Most)
            .Select(range => string.Create(CultureInfo.InvariantCulture, $"{LimitsOptions.Section}:{range.Key} is {range.Value}. Write a number from {range.Least:N0} to {range.Most:N0}."))
            .ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
