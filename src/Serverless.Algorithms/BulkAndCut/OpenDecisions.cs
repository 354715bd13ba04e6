using Serverless.Spaces;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>Fills in decisions that count in an architecture only because another decision was changed.</summary>
/// <param name="space">The space of the architectures.</param>
/// <param name="parent">The architecture before the change.</param>
sealed class OpenDecisions(CategoricalSpace space, Architecture parent)
{
    /// <summary>The largest number of combinations that are returned, as many as two decisions of 32 choices have; the others are left out.</summary>
    const int MostCombinations = 1_024;

    /// <summary>Returns the genotype with every combination of the decisions that count only now.</summary>
    public IEnumerable<int[]> Complete(int[] genotype) => From(genotype, 0).Take(MostCombinations);

    // Conditions refer only to earlier decisions, which have been made at this point.
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
