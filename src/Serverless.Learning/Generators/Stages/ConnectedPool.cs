using Serverless.Learning.Surrogates;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Checks that a generator is fitted with at least one architecture whose input reaches its output.</summary>
static class ConnectedPool
{
    /// <param name="space">The name of the search space.</param>
    /// <param name="isConnected">For each architecture, whether its input reaches its output.</param>
    /// <exception cref="SurrogateFitException">There is no such architecture.</exception>
    public static void Check(string space, IEnumerable<bool> isConnected)
    {
        var all = isConnected.ToList();
        if (!all.Contains(true))
        {
            throw new SurrogateFitException(
                $"In none of {all.Count} architectures of the space '{space}' does the input reach the output, so a generator has nothing to choose from; use another space or seed.");
        }
    }
}
