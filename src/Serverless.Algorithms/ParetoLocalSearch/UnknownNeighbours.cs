using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ParetoLocalSearch;

/// <summary>The neighbours of architectures that were not proposed yet.</summary>
/// <param name="space">Their space.</param>
/// <param name="isKnown">Whether an architecture was proposed; once it was, it stays so until <see cref="Forget"/>.</param>
sealed class UnknownNeighbours(SearchSpace space, Func<Architecture, bool> isKnown)
{
    /// <summary>What is known stays known, so an explored architecture need not be looked at again.</summary>
    readonly HashSet<Architecture> _explored = [];

    /// <summary>To be called when something that was known is not any more.</summary>
    public void Forget() => _explored.Clear();

    public bool Any(Architecture architecture)
    {
        if (_explored.Contains(architecture))
        {
            return false;
        }

        var any = space.Neighbours(architecture).Any(neighbour => !isKnown(neighbour));
        if (!any)
        {
            _explored.Add(architecture);
        }

        return any;
    }

    /// <summary>One of them with equal probability; null when there is none.</summary>
    public Architecture? Draw(Architecture architecture, RandomStream random)
    {
        Architecture[] unknown = [.. space.Neighbours(architecture).Where(neighbour => !isKnown(neighbour))];
        return unknown.Length > 0 ? unknown[random.NextInt(unknown.Length)] : null;
    }
}
