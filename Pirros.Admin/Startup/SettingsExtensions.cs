using Microsoft.Extensions.Options;

namespace Pirros.Admin.Startup;

internal static class SettingsExtensions
{
    /// <summary>The settings of a section, with their defaults where nothing is set.</summary>
    /// <exception cref="OptionsValidationException">A value is of the wrong kind, such as a word where a time belongs; the message names its key.</exception>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong) when (wrong.InnerException is not null)
        {
            // The binder's message names the key and the value.
            throw new OptionsValidationException(section, typeof(T), [wrong.Message]);
        }
    }
}
