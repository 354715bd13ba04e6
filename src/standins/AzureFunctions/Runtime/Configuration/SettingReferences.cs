using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Replaces %NAME% in attributes and host.json by the setting of that name.</summary>
static partial class SettingReferences
{
    /// <exception cref="InvalidOperationException">No setting of that name.</exception>
    public static string Resolve(string text, IConfiguration configuration)
        => Reference().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            return configuration[name]
                ?? configuration[name.Replace("__", ":", StringComparison.Ordinal)]
                ?? throw new InvalidOperationException($"'%{name}%' does not resolve to a value.");
        });

    [GeneratedRegex(@"%([A-Za-z_][\w.:\-]*)%", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
