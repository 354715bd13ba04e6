using System.Globalization;
using Serverless.Application.Jobs;

namespace Serverless.Storage.Jobs;

/// <summary>What a claim's blob says of those who held it, as its metadata.</summary>
/// <param name="Crashes">How many died.</param>
/// <param name="CrashesInVain">How many of them since the work last came farther.</param>
/// <param name="Reached">How far it came then.</param>
sealed record ClaimRecord(int Crashes, int CrashesInVain, JobPosition Reached)
{
    const string CrashesKey = "crashes";
    const string InVainKey = "crashesInVain";
    const string ReachedKey = "reached";

    public static ClaimRecord None { get; } = new(0, 0, default);

    /// <summary>Reads it; what is missing or unreadable counts as nothing, and every death as in vain unless it says otherwise.</summary>
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
