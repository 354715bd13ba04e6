using System.Globalization;
using Serverless.Testing;

namespace Serverless.Benchmarks.Rungs;

/// <summary>The options of the comparison.</summary>
/// <param name="Seeds">The number of pairs of searches.</param>
/// <param name="FirstSeed">The seed of the first pair; the others have the following seeds.</param>
/// <param name="Whole">The number of trainings of the search without rungs; null for as many as the request allows.</param>
/// <param name="Percent">The epochs of the search with rungs, as a percentage of those of the search without.</param>
/// <param name="Jobs">The number of pairs that run at once.</param>
/// <param name="Folder">The folder where trainings are stored; null to start afresh and store none.</param>
/// <param name="Request">The path of a request that has rungs.</param>
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
