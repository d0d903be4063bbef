using System.CommandLine;
using OrleansSessions.Benchmarks.Micro;
using OrleansSessions.Benchmarks.Peers;
using OrleansSessions.Benchmarks.Scale;
using OrleansSessions.Benchmarks.Store;

var root = new RootCommand("Measures OrleansSessions. Build it as Release; the figures of one run compare, those of two need not.")
{
    MicroCommand.Create(), PeersCommand.Create(), StoreCommand.Create(), ScaleCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
