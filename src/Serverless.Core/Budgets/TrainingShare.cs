namespace Serverless.Core.Budgets;

/// <summary>What one candidate takes of the budgets when its algorithm says how far it is trained.</summary>
/// <param name="Epochs">Epochs that are added, of all seeds together; at least 1.</param>
/// <param name="IsBegun">Whether its training goes on from an earlier generation, which has counted it.</param>
public readonly record struct TrainingShare(int Epochs, bool IsBegun)
{
    /// <summary>How many candidates so many epochs are enough for: the first ones, up to the one that takes more than is left.</summary>
    /// <param name="shares">Epochs that each takes, in order.</param>
    /// <param name="epochs">What there is.</param>
    public static int Covered(IEnumerable<int> shares, int epochs)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var (covered, left) = (0, epochs);
        foreach (var share in shares)
        {
            if (share > left)
            {
                break;
            }

            (covered, left) = (covered + 1, left - share);
        }

        return covered;
    }
}
