using Serverless.Spaces;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>Makes the decisions that count in an architecture only since another one was made otherwise.</summary>
/// <param name="space">The space.</param>
/// <param name="parent">The architecture before.</param>
sealed class OpenDecisions(CategoricalSpace space, Architecture parent)
{
    /// <summary>Beyond so many combinations the others are left out.</summary>
    const int MostCombinations = 256;

    /// <summary>The genotype with every combination of what counts only now.</summary>
    public IEnumerable<int[]> Complete(int[] genotype) => From(genotype, 0).Take(MostCombinations);

    // Conditions are on earlier decisions, and those have been made.
    IEnumerable<int[]> From(int[] genotype, int decision)
    {
        var open = Enumerable.Range(decision, space.NetworkDecisions - decision)
            .FirstOrDefault(place => !space.IsActive(parent, place) && space.IsActive(genotype, place), -1);
        if (open < 0)
        {
            yield return genotype;
            yield break;
        }

        for (var choice = 0; choice < space.Dimensions[open].Choices.Count; choice++)
        {
            int[] chosen = [.. genotype];
            chosen[open] = choice;
            foreach (var completed in From(chosen, open + 1))
            {
                yield return completed;
            }
        }
    }
}
