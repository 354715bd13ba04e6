namespace Serverless.Learning.Generators.Pnag;

/// <summary>Decides which of two architectures is better under a budget.</summary>
static class DominanceRule
{
    /// <summary>
    /// Compares two architectures: if both are within the budget, the one with the better quality wins, otherwise the cheaper one (Guo et al. 2021).
    /// Ties
    /// are broken by the other value: of equal qualities the cheaper one wins, and of equal costs the better one.
    /// </summary>
    /// <param name="first">The first architecture.</param>
    /// <param name="second">The second architecture.</param>
    /// <param name="budget">The largest allowed cost; a cost equal to it is within the budget.</param>
    /// <returns>1 if the first is better, −1 if the second is, 0 if both values are equal.</returns>
    public static int Compare(JudgedArchitecture first, JudgedArchitecture second, double budget)
    {
        var byQuality = first.Quality.CompareTo(second.Quality);
        var byCost = second.Cost.CompareTo(first.Cost);
        return first.Cost <= budget && second.Cost <= budget
            ? (byQuality != 0 ? byQuality : byCost)
            : byCost != 0 ? byCost : byQuality;
    }
}

/// <summary>The quality and cost of an architecture.</summary>
/// <param name="Quality">The quality; higher is better.</param>
/// <param name="Cost">The cost; lower is better.</param>
readonly record struct JudgedArchitecture(double Quality, double Cost);
