using Serverless.Core.Recipes;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/training/augmentation</c>.</summary>
static class AugmentationSection
{
    const int MostPadding = 32;
    const int MostCutout = 256;

    /// <param name="fields">The section; null when it is left out.</param>
    /// <param name="shape">The shape of the images; null when it is not known.</param>
    /// <returns>The augmentation; null when it does nothing, so that one recipe has one hash.</returns>
    public static AugmentationSpecification? Read(JsonFields? fields, ImageShape? shape)
    {
        if (fields is null)
        {
            return null;
        }

        var augmentation = new AugmentationSpecification
        {
            CropPadding = fields.Whole("cropPadding", 0, MostPadding, 0),
            HorizontalFlip = fields.Boolean("horizontalFlip"),
            Cutout = fields.Whole("cutout", 0, MostCutout, 0),
        };
        if (shape is { } image)
        {
            CheckSize(fields, "cropPadding", augmentation.CropPadding, image);
            CheckSize(fields, "cutout", augmentation.Cutout, image);
        }

        fields.ReportUnknown();
        return augmentation == new AugmentationSpecification() ? null : augmentation;
    }

    static void CheckSize(JsonFields fields, string name, int pixels, ImageShape shape)
    {
        if (pixels >= Math.Min(shape.Height, shape.Width))
        {
            fields.Fault(name, $"{pixels} pixels leave nothing of images of {shape.Height} × {shape.Width}; use fewer.");
        }
    }
}
