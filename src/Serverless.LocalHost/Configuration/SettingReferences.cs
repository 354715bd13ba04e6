using System.Text.RegularExpressions;

namespace Serverless.LocalHost.Configuration;

/// <summary>Names of settings in percent signs, in the place of their values.</summary>
static partial class SettingReferences
{
    /// <summary>Replaces each %NAME%; one that names no setting stays, and its reader reports it.</summary>
    public static string Replace(string text, Func<string, string?> setting) =>
        Reference().Replace(text, reference => setting(reference.Groups[1].Value) ?? reference.Value);

    [GeneratedRegex("%([^%\\s]+)%")]
    private static partial Regex Reference();
}
