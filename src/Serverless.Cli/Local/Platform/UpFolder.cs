using Serverless.Cli.Commands;

namespace Serverless.Cli.Local.Platform;

/// <summary>
/// The files by which <c>up</c> tells other commands of its platform: <c>url</c>, <c>key</c>, <c>read-key</c> and <c>storage</c>. This user alone
/// can read them, and the keys are those of the last time, so that what was set up with them goes on working.
/// </summary>
public sealed class UpFolder
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _path;

    /// <param name="checkout">The working copy whose <c>up</c> is meant.</param>
    public UpFolder(Checkout checkout)
    {
        ArgumentNullException.ThrowIfNull(checkout);
        _path = Path.Combine(checkout.State, "up");
    }

    /// <value>The file with the key.</value>
    public string KeyFile => File("key");

    /// <value>The file with the key that may only read.</value>
    public string ReadKeyFile => File("read-key");

    /// <value>The file with the storage's connection string.</value>
    public string StorageFile => File("storage");

    /// <summary>Keeps every other <c>up</c> of this working copy out until it is disposed of; two would share one storage folder.</summary>
    /// <exception cref="CliException">There is one.</exception>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(_path);
        try
        {
            return new FileStream(File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CliException(ExitCodes.Failure, "Another 'up' of this folder is running.", $"Its address: {Read("url") ?? "not known yet"}");
        }
    }

    /// <summary>The key of the last time, or a new one.</summary>
    public string Key() => Read("key") ?? LocalPlatformOptions.NewKey();

    /// <summary>The read key of the last time, or a new one.</summary>
    public string ReadKey() => Read("read-key") ?? LocalPlatformOptions.NewKey();

    /// <summary>Writes the files.</summary>
    public void Publish(LocalPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        Write("key", platform.Key);
        Write("read-key", platform.ReadKey);
        Write("storage", platform.ConnectionString);
        Write("url", platform.Address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Removes what holds only while the platform runs.</summary>
    public void Withdraw()
    {
        System.IO.File.Delete(File("url"));
        System.IO.File.Delete(StorageFile);
    }

    /// <summary>An environment where the platform of <c>up</c>, if it runs, is the one to talk to, unless another is named.</summary>
    public Func<string, string?> Over(Func<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return variables(Connection.UrlVariable) is { Length: > 0 } || Read("url") is not { } url ? variables : name => name switch
        {
            Connection.UrlVariable => url,
            Connection.KeyFileVariable => variables(name) is { Length: > 0 } other ? other : KeyFile,
            _ => variables(name),
        };
    }

    string File(string name) => Path.Combine(_path, name);

    string? Read(string name)
    {
        try
        {
            return System.IO.File.ReadAllText(File(name)).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    void Write(string name, string text) => WritePrivate(File(name), text);

    /// <summary>Writes a file, as a whole or not at all, that this user alone can read.</summary>
    internal static void WritePrivate(string path, string text)
    {
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        using (var file = new StreamWriter(draft, options))
        {
            file.WriteLine(text);
        }

        System.IO.File.Move(draft, path, overwrite: true);
    }
}
