using Serverless.Core.Datasets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads a file of a dataset.</summary>
static class FileSection
{
    public static DatasetFile Read(JsonFields fields)
    {
        var file = new DatasetFile { Path = ReadPlace(fields, "path"), Blob = ReadPlace(fields, "blob"), Sha256 = ReadSum(fields) };
        if (fields.Has("path") == fields.Has("blob"))
        {
            fields.Fault("A file is either at a path below the workers' folder of datasets, or a blob in the container 'datasets'; name one.");
        }

        fields.ReportUnknown();
        return file;
    }

    static string? ReadPlace(JsonFields fields, string name)
    {
        var place = fields.Text(name);
        if (place is not null && !DatasetFile.IsPlace(place))
        {
            fields.Fault(name, $"{ErrorText.Text(place)} is no place below a folder. {DatasetFile.PlaceRule}");
        }

        return place;
    }

    static string? ReadSum(JsonFields fields)
    {
        var sum = fields.Text("sha256")?.ToLowerInvariant();
        if (sum is not null && !DatasetFile.IsSha256(sum))
        {
            fields.Fault("sha256", $"{ErrorText.Text(sum)} is no SHA-256: 64 hexadecimal digits, as sha256sum prints.");
        }

        return sum;
    }
}
