using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ParetoLocalSearch;

/// <summary>Finds the neighbours of architectures that have not been proposed yet.</summary>
/// <param name="space">The space of the architectures.</param>
/// <param name="isKnown">Whether an architecture was proposed; once it was, this stays so until <see cref="Forget"/> is called.</param>
sealed class UnknownNeighbours(SearchSpace space, Func<Architecture, bool> isKnown)
{
    /// <summary>Known architectures stay known, so an explored architecture need not be examined again.</summary>
    readonly HashSet<Architecture> _explored = [];

    /// <summary>Clears the explored architectures. To be called when a known architecture becomes unknown.</summary>
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

    /// <summary>Draws an unknown neighbour with equal probability; returns null if there is none.</summary>
    public Architecture? Draw(Architecture architecture, RandomStream random)
    {
        Architecture[] unknown = [.. space.Neighbours(architecture).Where(neighbour => !isKnown(neighbour))];
        return unknown.Length > 0 ? unknown[random.NextInt(unknown.Length)] : null;
    }
}
