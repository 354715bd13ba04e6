namespace Serverless.Learning.Balancing;

/// <summary>Checks losses.</summary>
static class LossRange
{
    /// <exception cref="BalancingException">The number of losses is not the expected one, or a loss is not finite.</exception>
    public static void Check(double[] losses, int count)
    {
        if (losses.Length != count)
        {
            throw new BalancingException($"The balancer is made for {count} losses, not for {losses.Length}.");
        }

        foreach (var (place, loss) in losses.Index())
        {
            if (!double.IsFinite(loss))
            {
                throw new BalancingException(
                    $"Loss {place + 1} of {count} is {loss}, not a finite number. Lower the learning rate, or check its targets for values that are not finite.");
            }
        }
    }

    /// <exception cref="BalancingException">A loss is negative, or 0 where 0 is not allowed.</exception>
    public static void CheckPositive(double[] losses, string why, bool isZeroIn = false)
    {
        foreach (var (place, loss) in losses.Index())
        {
            if (loss < 0 || (loss == 0 && !isZeroIn))
            {
                throw new BalancingException(
                    $"Loss {place + 1} of {losses.Length} is {loss}, but {why}, so losses must be {(isZeroIn ? "at least" : "above")} 0. "
                    + "Add a constant, or use another balancer.");
            }
        }
    }
}
