using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Morbo;

/// <summary>A part of the space around an observed candidate.</summary>
sealed class TrustRegion
{
    readonly int _initialLength;

    /// <param name="initialLength">Decisions.</param>
    public TrustRegion(int initialLength) => _initialLength = Length = initialLength;

    /// <value>Null before the first observation, and until the candidate that it begins again with is observed.</value>
    public Member? Centre { get; set; }

    /// <value>Whether it ended and looks for a centre that was not observed yet.</value>
    public bool BeginsAgain { get; set; }

    /// <value>How many decisions of the centre are changed in it, at most; at least 1.</value>
    public int Length { get; set; }

    /// <value>Evaluations of its candidates since the last that was a success.</value>
    public int Failures { get; set; }

    /// <summary>Takes in what became of its candidates.</summary>
    /// <param name="evaluations">How many were told.</param>
    /// <param name="isSuccess">Whether together they made the front's volume larger.</param>
    /// <param name="mostFailures">So many in a row halve the length.</param>
    /// <returns>Whether it has become too small.</returns>
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

    /// <summary>Gives the centre up, to look for another.</summary>
    public void End() => (Centre, BeginsAgain, Length, Failures) = (null, true, _initialLength, 0);

    /// <summary>Begins around a candidate that was observed.</summary>
    public void Begin(Member centre) => (Centre, BeginsAgain) = (centre, false);
}
