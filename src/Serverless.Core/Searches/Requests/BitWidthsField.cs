using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/space/bitWidths</c>: the bit widths to which layers of <c>mobile</c> can be quantised.</summary>
static class BitWidthsField
{
    const string Name = "bitWidths";

    /// <param name="space">The fields of <c>/space</c>.</param>
    /// <param name="name">The name of the space.</param>
    /// <param name="isTrained">Whether candidates are trained; otherwise they are looked up.</param>
    /// <returns>The widths, ascending, so that their order does not matter; null when there are none or they are invalid.</returns>
    public static IReadOnlyList<int>? Read(JsonFields space, string name, bool isTrained)
    {
        if (!space.Has(Name))
        {
            return null;
        }

        if (name != MobileSpace.SpaceName)
        {
            space.Fault(Name, $"The layers of {ErrorText.Text(name)} have no choice of bit widths; only those of '{MobileSpace.SpaceName}' have, and blocks of a definition set theirs as 'bits'. Remove this field.");
            return null;
        }

        if (!isTrained)
        {
            space.Fault(Name, "No table has rows of quantised networks; remove this field, or remove the evaluator to train candidates.");
            return null;
        }

        if (space.Wholes(Name, BitWidths.Fewest, BitWidths.Unquantised) is not { } widths)
        {
            return null;
        }

        if (widths.Count < 2 || widths.Distinct().Count() < widths.Count || !widths.All(BitWidths.Has))
        {
            space.Fault(
                Name,
                $"[{string.Join(", ", widths)}] are not two or more different widths from {BitWidths.Fewest} to {BitWidths.MostQuantised}, or {BitWidths.Unquantised} for layers that are not quantised; for example [8, 32].");
            return null;
        }

        return [.. widths.Order()];
    }
}
