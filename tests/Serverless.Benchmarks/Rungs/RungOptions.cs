using System.Globalization;
using Serverless.Testing;

namespace Serverless.Benchmarks.Rungs;

/// <summary>What to compare.</summary>
/// <param name="Seeds">Pairs of searches.</param>
/// <param name="FirstSeed">The first pair's seed; the others follow it.</param>
/// <param name="Whole">Trainings of the search without rungs; null for as many as the request allows.</param>
/// <param name="Percent">Of the epochs of the search without rungs, what the one with them may take.</param>
/// <param name="Jobs">Pairs at once.</param>
/// <param name="Folder">Where trainings are kept; null to begin again and keep none.</param>
/// <param name="Request">A file with a request that has rungs.</param>
sealed record RungOptions(int Seeds, int FirstSeed, int? Whole, int Percent, int Jobs, string? Folder, string Request)
{
    internal const string Usage =
        "rungs [--seeds 5] [--first-seed 1] [--whole TRAININGS] [--percent 45] [--jobs 2] [--keep-in FOLDER] [REQUEST.json]";

    /// <returns>Null when the words are none of these.</returns>
    internal static RungOptions? Read(IReadOnlyList<string> words)
    {
        var options = new RungOptions(5, 1, null, 45, 2, null, Path.Combine(RepositoryPaths.Root, "examples", "nasbench201-small.json"));
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith('-'))
            {
                options = options with { Request = words[i] };
                continue;
            }

            if (words[i++] is not { } name || i == words.Count)
            {
                return null;
            }

            if (name == "--keep-in")
            {
                options = options with { Folder = words[i] };
                continue;
            }

            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return null;
            }

            switch (name)
            {
                case "--seeds": options = options with { Seeds = number }; break;
                case "--first-seed": options = options with { FirstSeed = number }; break;
                case "--whole": options = options with { Whole = number }; break;
                case "--percent": options = options with { Percent = number }; break;
                case "--jobs": options = options with { Jobs = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
