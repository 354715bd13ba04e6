using Serverless.Core.Searches;

namespace Serverless.Core.Devices;

/// <summary>Checks device ids: they name a blob, and are parts of job ids and of objectives' names.</summary>
public static class DeviceId
{
    const int Longest = 40;

    /// <value>What ids have to be, for messages.</value>
    public static string Rule => $"It has to have 3 to {Longest} of a-z, 0-9 and single hyphens inside, the first a letter.";

    /// <summary>Whether a text can be a device's id; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) => text.Length <= Longest && SearchId.IsValid(text);
}
