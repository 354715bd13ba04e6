using Serverless.Cli;

return await CliApplication.RunAsync(args, CliConsole.OfThisProcess()).ConfigureAwait(false);
