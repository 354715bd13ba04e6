using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Morbo;

/// <summary>A part of the space around an observed candidate.</summary>
sealed class TrustRegion
{
    readonly int _initialLength;

    /// <param name="initialLength">The initial length, as a number of decisions.</param>
    public TrustRegion(int initialLength) => _initialLength = Length = initialLength;

    /// <value>The candidate at the centre; null before the first observation, and until the candidate with which it begins again is observed.</value>
    public Member? Centre { get; set; }

    /// <value>Whether the region has ended and looks for a centre that was not observed yet.</value>
    public bool BeginsAgain { get; set; }

    /// <value>The largest number of the centre's decisions that are changed in the region, at least 1.</value>
    public int Length { get; set; }

    /// <value>The number of evaluations of its candidates since the last success.</value>
    public int Failures { get; set; }

    /// <summary>Takes in the results of its candidates.</summary>
    /// <param name="evaluations">The number of observed candidates.</param>
    /// <param name="isSuccess">Whether together they increased the front's volume.</param>
    /// <param name="mostFailures">The number of failures in a row that halves the length.</param>
    /// <returns>Whether the region has become too small.</returns>
    public bool Count(int evaluations, bool isSuccess, int mostFailures)
    {
        Failures = isSuccess ? 0 : Failures + evaluations;
        if (Failures < mostFailures)
        {
            return false;
        }

        (Length, Failures) = (Length / 2, 0);
        return Length < 1;
    }

    /// <summary>Gives up the centre in order to look for another one.</summary>
    public void End() => (Centre, BeginsAgain, Length, Failures) = (null, true, _initialLength, 0);

    /// <summary>Begins around an observed candidate.</summary>
    public void Begin(Member centre) => (Centre, BeginsAgain) = (centre, false);
}
