namespace Serverless.Learning.Datasets;

/// <summary>An image of a dataset that has a file for each.</summary>
/// <param name="Class">The folder that it lies in.</param>
/// <param name="Name">Folder and name, for people and as the order of images.</param>
/// <param name="Open">Opens the file; the caller closes it.</param>
sealed record ImageFile(string Class, string Name, Func<Stream> Open);
