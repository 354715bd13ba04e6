namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/dataset</c>.</summary>
static class DatasetSection
{
    public static DatasetSpecification Read(JsonFields? fields, RequestCatalogue catalogue)
    {
        var defaults = new DatasetSpecification { Name = "" };
        if (fields is null)
        {
            return defaults;
        }

        var dataset = new DatasetSpecification
        {
            Name = fields.RequiredName("name", "dataset", [.. catalogue.Datasets.Select(known => known.Name)]) ?? "",
            TrainingImages = fields.Whole("trainingImages", 1, int.MaxValue, defaults.TrainingImages),
            ValidationImages = fields.Whole("validationImages", 1, int.MaxValue, defaults.ValidationImages),
            SplitSeed = fields.Seed("splitSeed"),
        };
        fields.ReportUnknown();

        var images = (long)dataset.TrainingImages + dataset.ValidationImages;
        var description = catalogue.Datasets.FirstOrDefault(known => known.Name == dataset.Name);
        if (images > description?.TrainingImages)
        {
            fields.Fault(
                $"trainingImages {dataset.TrainingImages} and validationImages {dataset.ValidationImages} are {images} together; "
                + $"{dataset.Name} has {description.TrainingImages}. Ask for fewer.");
        }

        return dataset;
    }
}
