namespace Serverless.Learning.Datasets;

/// <summary>An image of a dataset that has one file per image.</summary>
/// <param name="Class">The name of the folder that contains the image.</param>
/// <param name="Name">Folder and file name, for display and as the order of images.</param>
/// <param name="Open">Opens the file; the caller closes it.</param>
sealed record ImageFile(string Class, string Name, Func<Stream> Open);
