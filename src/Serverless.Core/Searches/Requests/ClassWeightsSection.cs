using Serverless.Core.Recipes;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/training/classWeights</c>.</summary>
static class ClassWeightsSection
{
    const double Most = 1_000;

    /// <param name="fields">The section; null when it is left out.</param>
    /// <param name="shape">The shape of the images; null when it is not known.</param>
    /// <returns>The weights; null when all classes have the same weight.</returns>
    public static ClassWeights? Read(JsonFields? fields, ImageShape? shape)
    {
        if (fields is null)
        {
            return null;
        }

        var balanced = fields.Boolean("balanced");
        var values = fields.Has("values") ? fields.NumberList("values", $" greater than 0 and at most {Most}", value => value is > 0 and <= Most) : null;
        if (balanced == fields.Has("values"))
        {
            fields.Fault("Classes are either balanced (true) or have values; give one of the two.");
        }

        if (values is not null && shape?.Classes is { } classes && values.Count != classes)
        {
            fields.Fault("values", $"There are {values.Count} weights, but the dataset has {classes} classes; give one weight for each class.");
        }

        fields.ReportUnknown();
        return balanced || values is not null ? new ClassWeights { Balanced = balanced, Values = values } : null;
    }
}
