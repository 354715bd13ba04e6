using Serverless.Learning.Surrogates;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Checks that some of the architectures that a generator is fitted by have a way from input to output.</summary>
static class ConnectedPool
{
    /// <param name="space">The space's name.</param>
    /// <param name="isConnected">By architecture.</param>
    /// <exception cref="SurrogateFitException">There is none.</exception>
    public static void Check(string space, IEnumerable<bool> isConnected)
    {
        var all = isConnected.ToList();
        if (!all.Contains(true))
        {
            throw new SurrogateFitException(
                $"In none of {all.Count} architectures of the space '{space}' does the input reach the output, so a generator has nothing to choose from; take another space or seed.");
        }
    }
}
