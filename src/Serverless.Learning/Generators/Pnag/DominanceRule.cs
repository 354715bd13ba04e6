namespace Serverless.Learning.Generators.Pnag;

/// <summary>Which of two architectures is better under a budget.</summary>
static class DominanceRule
{
    /// <summary>
    /// Compares two: if both are within the budget, the one of better quality wins, else the cheaper one (Guo et al. 2021). What ties by that is
    /// told apart by the other value, so that of equally good ones the cheaper wins, and of equally dear ones the better.
    /// </summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="budget">The most that is allowed; a cost equal to it is within.</param>
    /// <returns>1 when the first is better, −1 when the second is, 0 when both values are equal.</returns>
    public static int Compare(JudgedArchitecture first, JudgedArchitecture second, double budget)
    {
        var byQuality = first.Quality.CompareTo(second.Quality);
        var byCost = second.Cost.CompareTo(first.Cost);
        return first.Cost <= budget && second.Cost <= budget
            ? (byQuality != 0 ? byQuality : byCost)
            : byCost != 0 ? byCost : byQuality;
    }
}

/// <summary>What is known of an architecture.</summary>
/// <param name="Quality">Better when greater.</param>
/// <param name="Cost">Better when smaller.</param>
readonly record struct JudgedArchitecture(double Quality, double Cost);
