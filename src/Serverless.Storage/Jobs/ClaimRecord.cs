using System.Globalization;
using Serverless.Application.Jobs;

namespace Serverless.Storage.Jobs;

/// <summary>The history of a claim's holders, stored as metadata of its blob.</summary>
/// <param name="Crashes">Number of holders that died.</param>
/// <param name="CrashesInVain">Number of these since the work last made progress.</param>
/// <param name="Reached">The position that the work reached then.</param>
sealed record ClaimRecord(int Crashes, int CrashesInVain, JobPosition Reached)
{
    const string CrashesKey = "crashes";
    const string InVainKey = "crashesInVain";
    const string ReachedKey = "reached";

    public static ClaimRecord None { get; } = new(0, 0, default);

    /// <summary>
    /// Parses the metadata; missing or unreadable values count as zero, and every crash as one without progress unless the metadata say otherwise.
    /// </summary>
    public static ClaimRecord Of(IDictionary<string, string> metadata)
    {
        var crashes = Number(metadata, CrashesKey) ?? 0;
        return new(crashes, Number(metadata, InVainKey) ?? crashes, ReachedOf(metadata));
    }

    public Dictionary<string, string> ToMetadata() => new()
    {
        [CrashesKey] = Crashes.ToString(CultureInfo.InvariantCulture),
        [InVainKey] = CrashesInVain.ToString(CultureInfo.InvariantCulture),
        [ReachedKey] = string.Create(CultureInfo.InvariantCulture, $"{Reached.Part}.{Reached.Epochs}.{Reached.Images}"),
    };

    static JobPosition ReachedOf(IDictionary<string, string> metadata)
    {
        int?[] numbers = metadata.TryGetValue(ReachedKey, out var text) ? [.. text.Split('.').Select(Number)] : [];
        return numbers is [{ } part, { } epochs, { } images] ? new(part, epochs, images) : default;
    }

    static int? Number(IDictionary<string, string> metadata, string key) => metadata.TryGetValue(key, out var text) ? Number(text) : null;

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
