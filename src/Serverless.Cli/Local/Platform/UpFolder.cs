using Serverless.Cli.Commands;

namespace Serverless.Cli.Local.Platform;

/// <summary>
/// The files by which <c>up</c> makes its platform known to other commands: <c>url</c>, <c>key</c>, <c>read-key</c> and <c>storage</c>. Only
/// this user can read them, and the keys stay the same between runs, so that everything that was set up with them continues to work.
/// </summary>
public sealed class UpFolder
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _path;

    /// <param name="checkout">The working copy of <c>up</c>.</param>
    public UpFolder(Checkout checkout)
    {
        ArgumentNullException.ThrowIfNull(checkout);
        _path = Path.Combine(checkout.State, "up");
    }

    /// <value>The file with the key.</value>
    public string KeyFile => File("key");

    /// <value>The file with the read-only key.</value>
    public string ReadKeyFile => File("read-key");

    /// <value>The file with the connection string of the storage.</value>
    public string StorageFile => File("storage");

    /// <summary>Prevents every other <c>up</c> of this working copy until the lock is disposed; two would share one storage folder.</summary>
    /// <exception cref="CliException">Another <c>up</c> is running.</exception>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(_path);
        try
        {
            return new FileStream(File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CliException(ExitCodes.Failure, "Another 'up' is running in this folder.", $"Its address: {Read("url") ?? "not known yet"}");
        }
    }

    /// <summary>Returns the key of the previous run, or a new one.</summary>
    public string Key() => Read("key") ?? LocalPlatformOptions.NewKey();

    /// <summary>Returns the read key of the previous run, or a new one.</summary>
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

    /// <summary>Removes the files that are valid only while the platform runs.</summary>
    public void Withdraw()
    {
        System.IO.File.Delete(File("url"));
        System.IO.File.Delete(StorageFile);
    }

    /// <summary>Returns an environment in which the platform of <c>up</c>, if it runs, is the default, unless another one is named.</summary>
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

    /// <summary>Writes a file that only this user can read, completely or not at all.</summary>
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
