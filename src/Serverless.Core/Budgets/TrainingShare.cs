namespace Serverless.Core.Budgets;

/// <summary>The share of the budgets that one candidate uses when its algorithm decides how far it is trained.</summary>
/// <param name="Epochs">Number of epochs added, summed over seeds; at least 1.</param>
/// <param name="IsBegun">Whether its training continues from an earlier generation, in which it was already counted.</param>
public readonly record struct TrainingShare(int Epochs, bool IsBegun)
{
    /// <summary>Returns how many candidates the given epochs cover: the first ones, up to the first that needs more than is left.</summary>
    /// <param name="shares">Epochs that each candidate needs, in order.</param>
    /// <param name="epochs">Number of epochs available.</param>
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
