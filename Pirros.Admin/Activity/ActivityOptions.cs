using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Activity;

/// <summary>How long activity is kept. Section <c>Activity</c>.</summary>
public sealed class ActivityOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Activity";

    /// <summary>Days after which a request is removed, 1 to 3,650. Default: 90.</summary>
    public int RetentionDays { get; set; } = 90;
}

/// <summary>Refuses a time that would keep nothing, or what nobody means.</summary>
internal sealed class ValidateActivityOptions : IValidateOptions<ActivityOptions>
{
    private const int Longest = 3_650;

    public ValidateOptionsResult Validate(string? name, ActivityOptions options) => options.RetentionDays is >= 1 and <= Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(string.Create(
            CultureInfo.InvariantCulture,
            $"{ActivityOptions.Section}:{nameof(ActivityOptions.RetentionDays)} is {options.RetentionDays}. Write a number of days from 1 to {Longest:N0}."));
}
