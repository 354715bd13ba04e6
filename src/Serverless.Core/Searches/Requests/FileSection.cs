using Serverless.Core.Datasets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads a file of a dataset.</summary>
static class FileSection
{
    static readonly string[] Places = ["path", "blob", "blobFolder"];

    /// <param name="fields">The fields of the file.</param>
    /// <param name="format">The format of the dataset's files.</param>
    public static DatasetFile Read(JsonFields fields, DatasetFormat format)
    {
        var file = new DatasetFile
        {
            Path = ReadPlace(fields, "path"),
            Blob = ReadPlace(fields, "blob"),
            BlobFolder = ReadPlace(fields, "blobFolder"),
            Sha256 = ReadSum(fields),
        };
        if (Places.Count(fields.Has) != 1)
        {
            fields.Fault("A file is either at a path below the workers' folder of datasets, a blob in the container 'datasets', or images are blobs below a blobFolder there; give one of the three.");
        }

        if (fields.Has("blobFolder") && format != DatasetFormat.Images)
        {
            fields.Fault("blobFolder", "Only datasets of format 'images' have blobs in folders; give a blob.");
        }

        fields.ReportUnknown();
        return file;
    }

    static string? ReadPlace(JsonFields fields, string name)
    {
        var place = fields.Text(name);
        if (place is not null && !DatasetFile.IsPlace(place))
        {
            fields.Fault(name, $"{ErrorText.Text(place)} is not a valid path below a folder. {DatasetFile.PlaceRule}");
        }

        return place;
    }

    static string? ReadSum(JsonFields fields)
    {
        var sum = fields.Text("sha256")?.ToLowerInvariant();
        if (sum is not null && !DatasetFile.IsSha256(sum))
        {
            fields.Fault("sha256", $"{ErrorText.Text(sum)} is not a SHA-256: 64 hexadecimal digits, as printed by sha256sum.");
        }

        return sum;
    }
}
