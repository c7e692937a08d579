using System.Collections.Concurrent;
using System.Globalization;

namespace Pirros.Admin;

/// <summary>Something with texts in it that is the same for everybody who reads one language, and is made once for each.</summary>
/// <param name="make">Makes it in the language of whoever asks.</param>
internal sealed class PerLanguage<T>(Func<T> make)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _made = new(StringComparer.Ordinal);

    /// <summary>It, in the language of whoever asks.</summary>
    public T Value => _made.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => make());
}
