using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Serverless.Spaces;

namespace Serverless.Cli.Datasets;

/// <summary>Writes the section <c>dataset</c> of a request for a folder of images, as far as the images themselves determine it.</summary>
static class OwnImages
{
    /// <summary>The largest size used by default; larger images make a first search slow and have to be requested.</summary>
    const int MostUnasked = 96;

    const int Usual = 32;
    const int Least = 4;

    /// <summary>One of this many images is used for validation.</summary>
    const int Judging = 5;

    /// <summary>Creates the section.</summary>
    /// <param name="path">The folder of images for training and validation.</param>
    /// <param name="testPath">The folder of test images, which are used for the final front only; null for none.</param>
    /// <param name="size">
    /// The height and width in pixels to which images are resized; null: their own size if all are equal and small, otherwise 32.
    /// </param>
    /// <param name="space">The space whose networks must accept the images.</param>
    /// <exception cref="CliException">
    /// A folder cannot be read, contains something that is not an image of a class, or the test images have other classes.
    /// </exception>
    public static JsonObject Section(string path, string? testPath, int? size, SearchSpace space)
    {
        var images = ImageFolder.Read(path);
        var test = testPath is null ? null : ImageFolder.Read(testPath);
        if (test?.Classes.Except(images.Classes).FirstOrDefault() is { } foreign)
        {
            throw new CliException(ExitCodes.Usage, $"{testPath} has the class '{foreign}', which {path} does not have.", $"Its classes are {string.Join(", ", images.Classes)}.");
        }

        var isOneSize = images is { Heights: [_], Widths: [_] } && Math.Max(images.Heights[0], images.Widths[0]) <= MostUnasked;
        var (height, width) = (Fit(size ?? (isOneSize ? images.Heights[0] : Usual), space), Fit(size ?? (isOneSize ? images.Widths[0] : Usual), space));
        var validation = Math.Max(1, images.Count / Judging);
        var source = new JsonObject
        {
            ["format"] = "images",
            ["shape"] = new JsonObject { ["channels"] = images.IsGrey ? 1 : 3, ["height"] = height, ["width"] = width, ["classes"] = images.Classes.Count },
        };
        if (!Are(images, height, width) || (test is not null && !Are(test, height, width)))
        {
            source["resize"] = "crop";
        }

        source["training"] = Files(images);
        if (test is not null)
        {
            source["test"] = Files(test);
        }

        return new JsonObject
        {
            ["name"] = DatasetName(path),
            ["trainingImages"] = images.Count - validation,
            ["validationImages"] = validation,
            ["source"] = source,
        };
    }

    static bool Are(ImageFolder images, int height, int width) => images is { Heights: [var high], Widths: [var wide] } && (high, wide) == (height, width);

    static int Fit(int pixels, SearchSpace space)
    {
        var step = space.Skeleton.SizeStep;
        return Math.Max((Least + step - 1) / step, pixels / step) * step;
    }

    static JsonArray Files(ImageFolder images) =>
        [.. images.Pack(name: null).Select(file => new JsonObject { ["blob"] = file.Name, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Content)) })];

    static string DatasetName(string path)
    {
        var letters = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).ToLowerInvariant().Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-');
        var name = string.Concat(letters).Trim('-');
        return name.Length > 0 && char.IsAsciiLetterLower(name[0]) ? name[..Math.Min(name.Length, 50)] : $"images-{name[..Math.Min(name.Length, 40)]}".TrimEnd('-');
    }
}
